import { isAbsolute, resolve } from 'node:path'
import { defaultWireLimits, type WireLimits } from '@flowstate/protocol'
import { type AssetSettings, readAssetSettings } from './assets/asset-settings.ts'
import { weakSecretReason } from './auth/secret-key.ts'
import { ConfigError } from './config-error.ts'
import { type Environment, readEnvironment } from './read-environment.ts'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/** What is in force, parsed once at the start. Absent optional fields mean the default described in the manual. */
export interface Config extends AssetSettings {
  readonly port: number
  readonly host: string
  /** Absolute. */
  readonly dataDir: string
  /** Absent: the embedded database in `dataDir`. */
  readonly databaseUrl?: string
  readonly redisUrl?: string
  /** Absent: generated into the data directory, which only the embedded database allows. */
  readonly secretKey?: string
  /** Without a slash at the end. */
  readonly publicUrl?: string
  readonly allowedOrigins: readonly string[]
  readonly trustedProxies: readonly string[]
  readonly registration: 'open' | 'invite' | 'off'
  readonly guests: boolean
  /** Whether sockets may name an access token in the query. */
  readonly queryToken: boolean
  /** Whether owners may make links that set the password of a member. */
  readonly resetLinks: boolean
  readonly smtpUrl?: string
  readonly logLevel: LogLevel
  readonly limits: WireLimits
}

const logLevels: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

function isLimitName(name: string): name is keyof WireLimits {
  return name in defaultWireLimits
}

/** `operationsPerSecond` is `LIMIT_OPERATIONS_PER_SECOND`. */
export function limitVariable(name: string): string {
  return `LIMIT_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
}

function integer(name: string, text: string, min: number, max: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) {
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${text}"`)
  }
  return value
}

function oneOf<Choice extends string>(name: string, text: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === text)
  if (found === undefined)
    throw new ConfigError(`${name} must be one of ${choices.join(', ')}, not "${text}"`)
  return found
}

/** `shown` is false for URLs that may carry a password. */
function url(name: string, text: string, protocols: readonly string[], shown = true): string {
  const parsed = URL.parse(text)
  if (!parsed || !protocols.includes(parsed.protocol)) {
    const wanted = protocols.map((protocol) => `${protocol}//`).join(' or ')
    throw new ConfigError(`${name} must be a URL that starts with ${wanted}${shown ? `, not "${text}"` : ''}`)
  }
  return text
}

function list(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((item) => item !== '')
}

function origin(name: string, text: string): string {
  const parsed = URL.parse(text)
  if (!parsed || parsed.origin === 'null' || parsed.origin !== text.replace(/\/$/, '')) {
    throw new ConfigError(`${name} must hold origins such as https://board.example.org, not "${text}"`)
  }
  return parsed.origin
}

function readLimits(env: Environment): WireLimits {
  const limits: { -readonly [Name in keyof WireLimits]: number } = { ...defaultWireLimits }
  for (const name of Object.keys(defaultWireLimits).filter(isLimitName)) {
    const text = env.get(limitVariable(name))
    if (text !== undefined) limits[name] = integer(limitVariable(name), text, 1, 1_000_000_000_000)
  }
  return limits
}

function optional<Name extends string>(
  name: Name,
  value: string | undefined,
): { readonly [Key in Name]?: string } {
  const part: { -readonly [Key in Name]?: string } = {}
  if (value !== undefined) part[name] = value
  return part
}

function parse<T>(env: Environment, name: string, fallback: T, read: (text: string) => T): T {
  const text = env.get(name)
  return text === undefined ? fallback : read(text)
}

/**
 * Reads the environment (after `.env` and `*_FILE`). Throws ConfigError with one clear line for the first bad value.
 * An empty value counts as not set.
 */
export function readConfig(raw: Readonly<Record<string, string | undefined>>, workingDir: string): Config {
  const env = readEnvironment(raw, (message) => new ConfigError(message))
  const databaseUrl = parse(env, 'DATABASE_URL', undefined, (text) =>
    url('DATABASE_URL', text, ['postgres:', 'postgresql:'], false),
  )
  const secretKey = env.get('SECRET_KEY')
  if (databaseUrl !== undefined && secretKey === undefined) {
    throw new ConfigError('SECRET_KEY is needed with DATABASE_URL: at least 32 random characters')
  }
  const weak = secretKey === undefined ? undefined : weakSecretReason(secretKey)
  if (weak !== undefined) throw new ConfigError(`SECRET_KEY ${weak}: use at least 32 random characters`)
  const dataDir = env.get('DATA_DIR') ?? './flowstate-data'
  const registration: Config['registration'] = parse(env, 'REGISTRATION', 'open', (text) =>
    oneOf('REGISTRATION', text, ['open', 'invite', 'off']),
  )
  // Where strangers may register, an owner may be anybody: nobody's password is theirs to set.
  const linksByDefault = registration === 'open' ? 'off' : 'on'
  return {
    port: parse(env, 'PORT', 4000, (text) => integer('PORT', text, 0, 65_535)),
    host: env.get('HOST') ?? '127.0.0.1',
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(workingDir, dataDir),
    ...optional('databaseUrl', databaseUrl),
    ...optional(
      'redisUrl',
      parse(env, 'REDIS_URL', undefined, (text) => url('REDIS_URL', text, ['redis:', 'rediss:'], false)),
    ),
    ...optional('secretKey', secretKey),
    ...optional(
      'publicUrl',
      parse(env, 'PUBLIC_URL', undefined, (text) =>
        url('PUBLIC_URL', text, ['http:', 'https:']).replace(/\/+$/, ''),
      ),
    ),
    allowedOrigins: list(env.get('ALLOWED_ORIGINS') ?? '').map((text) => origin('ALLOWED_ORIGINS', text)),
    trustedProxies: list(env.get('TRUSTED_PROXIES') ?? ''),
    registration,
    guests: parse(env, 'GUESTS', 'on', (text) => oneOf('GUESTS', text, ['on', 'off'])) === 'on',
    queryToken: parse(env, 'QUERY_TOKEN', 'on', (text) => oneOf('QUERY_TOKEN', text, ['on', 'off'])) === 'on',
    resetLinks:
      parse(env, 'RESET_LINKS', linksByDefault, (text) => oneOf('RESET_LINKS', text, ['on', 'off'])) === 'on',
    ...optional(
      'smtpUrl',
      parse(env, 'SMTP_URL', undefined, (text) => url('SMTP_URL', text, ['smtp:', 'smtps:'], false)),
    ),
    ...readAssetSettings(env, workingDir),
    logLevel: parse(env, 'LOG_LEVEL', 'info', (text) => oneOf('LOG_LEVEL', text, logLevels)),
    limits: readLimits(env),
  }
}
