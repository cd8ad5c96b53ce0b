import { hash, randomBytes } from 'node:crypto'
import { uuidv7 } from '@flowstate/engine'
import type { Logger } from 'pino'
import { createAccessReader } from './access/access-reader.ts'
import { createFileAssetStore } from './assets/file-asset-store.ts'
import { joinAssetStores } from './assets/outside-assets.ts'
import { createS3AssetStore } from './assets/s3-asset-store.ts'
import { readAuthor } from './auth/login-repo.ts'
import { createLoginThrottle } from './auth/login-throttle.ts'
import { createPasswordHasher } from './auth/password-hash.ts'
import { createTicketOffice } from './auth/ticket-office.ts'
import { type AccessClaims, createTokens } from './auth/tokens.ts'
import { createBackgroundWork } from './background-work.ts'
import type { Bus } from './bus/bus.ts'
import { createMemoryBus } from './bus/memory-bus.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Deps } from './deps.ts'
import { createCanvasLogs } from './log/canvas-logs.ts'
import { sqlLogStore } from './log/sql-log-store.ts'
import { openMailer } from './mail/mailer.ts'
import type { Db } from './storage/database.ts'

/** Four times as fast as a hash object for the few hundred bytes of a row or a shape; so is this way to get at raw bytes. */
const digest = (algorithm: string) => (bytes: Uint8Array) =>
  Buffer.from(hash(algorithm, bytes, 'binary'), 'binary')

/** A picture of the largest size takes a few seconds on a slow line; whoever waits for it waits no longer than this. */
const s3DeadlineMs = 20_000

/** Ties everything a route or a room needs together. */
export function composeDeps(parts: {
  readonly config: Config
  readonly secretKey: string
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly bus?: Bus
}): Deps {
  const { config, secretKey, db, clock, log } = parts
  const now = () => clock.now()
  const bus =
    parts.bus ??
    createMemoryBus({
      // Nobody else can open the directory of the embedded database: all there is to hear is heard here.
      isAlone: config.databaseUrl === undefined,
      onListenerError: (error) => log.error({ err: error }, 'a listener of the bus failed'),
    })
  if (config.redisUrl !== undefined && parts.bus === undefined) {
    log.warn('REDIS_URL is not used: instances find each other through the database')
  }
  if (config.smtpUrl !== undefined && config.publicUrl === undefined) {
    log.warn('PUBLIC_URL is not set: links in mails carry the address of whoever asks for them')
  }
  const access = createAccessReader(db, now)
  const store = sqlLogStore(db)
  const sha256 = digest('sha256')
  const logs = createCanvasLogs({
    store,
    access,
    bus,
    clock,
    sha256,
    sha1: digest('sha1'),
    randomBytes: (count) => randomBytes(count),
    limits: config.limits,
    log: {
      warn: (fields, message) => log.warn(fields, message),
      error: (fields, message) => log.error(fields, message),
    },
  })
  const tokens = createTokens(secretKey, clock)
  const readLogin = (claims: AccessClaims) => readAuthor(db.kysely, { ...claims, nowMs: now() })
  return {
    config,
    db,
    store,
    logs,
    bus,
    access,
    clock,
    tokens,
    tickets: createTicketOffice({ tokens, clock, readAuthor: readLogin }),
    passwords: createPasswordHasher(),
    throttle: createLoginThrottle(clock, config.limits.loginsPerMinute),
    mailer: config.smtpUrl === undefined ? null : openMailer(config.smtpUrl, config.publicUrl),
    outsideAssets: joinAssetStores(config.assetStore, {
      s3:
        config.s3 === null
          ? null
          : createS3AssetStore(config.s3, { clock, sha256, deadlineMs: s3DeadlineMs }),
      files: config.assetDir === null ? null : createFileAssetStore(config.assetDir, sha256),
    }),
    background: createBackgroundWork(clock, log),
    sha256,
    newId: () => uuidv7(now(), randomBytes(16)),
    log,
  }
}
