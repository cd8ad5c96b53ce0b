import type { Config } from './config.ts'
import { limitVariable } from './config.ts'

const masked = '********'

function maskUrl(text: string): string {
  const parsed = URL.parse(text)
  if (!parsed) return masked
  if (parsed.password !== '') parsed.password = masked
  for (const key of [...parsed.searchParams.keys()]) {
    if (/pass|secret|key|token/i.test(key)) parsed.searchParams.set(key, masked)
  }
  return parsed.href
}

function showS3({ s3 }: Config): readonly (readonly [string, string])[] {
  if (s3 === null) return [['S3_ENDPOINT', '(none)']]
  return [
    ['S3_ENDPOINT', s3.endpoint],
    ['S3_BUCKET', s3.bucket],
    ['S3_REGION', s3.region],
    ['S3_ACCESS_KEY_ID', s3.accessKeyId],
    ['S3_SECRET_ACCESS_KEY', masked],
    ['S3_PATH_STYLE', onOff(s3.pathStyle)],
  ]
}

const onOff = (value: boolean) => (value ? 'on' : 'off')

/** One `NAME=value` per line, secrets masked: what `flowstate config` prints. */
export function showConfig(config: Config): string {
  const lines: readonly (readonly [string, string])[] = [
    ['PORT', String(config.port)],
    ['HOST', config.host],
    ['DATA_DIR', config.dataDir],
    ['DATABASE_URL', config.databaseUrl === undefined ? '(embedded)' : maskUrl(config.databaseUrl)],
    ['REDIS_URL', config.redisUrl === undefined ? '(none)' : maskUrl(config.redisUrl)],
    ['SECRET_KEY', config.secretKey === undefined ? '(generated into DATA_DIR)' : masked],
    ['PUBLIC_URL', config.publicUrl ?? '(as asked for)'],
    ['ALLOWED_ORIGINS', config.allowedOrigins.join(' ')],
    ['TRUSTED_PROXIES', config.trustedProxies.join(' ')],
    ['REGISTRATION', config.registration],
    ['GUESTS', onOff(config.guests)],
    ['QUERY_TOKEN', onOff(config.queryToken)],
    ['RESET_LINKS', onOff(config.resetLinks)],
    ['SMTP_URL', config.smtpUrl === undefined ? '(none)' : maskUrl(config.smtpUrl)],
    ['ASSET_STORE', config.assetStore],
    ['ASSET_DIR', config.assetDir ?? '(none)'],
    ...showS3(config),
    ['LOG_LEVEL', config.logLevel],
    ...Object.entries(config.limits).map(([name, value]) => [limitVariable(name), String(value)] as const),
  ]
  return lines.map(([name, value]) => `${name}=${value}`).join('\n')
}
