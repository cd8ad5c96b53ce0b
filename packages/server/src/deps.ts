import type { Logger } from 'pino'
import type { AccessReader } from './access/author.ts'
import type { OutsideAssets } from './assets/outside-assets.ts'
import type { LoginThrottle } from './auth/login-throttle.ts'
import type { PasswordHasher } from './auth/password-hash.ts'
import type { TicketOffice } from './auth/ticket-office.ts'
import type { Tokens } from './auth/tokens.ts'
import type { BackgroundWork } from './background-work.ts'
import type { Bus } from './bus/bus.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { CanvasLogs } from './log/canvas-log.ts'
import type { LogStore } from './log/log-store.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Db } from './storage/database.ts'

/** Everything routes are given. A plain object, made once in `server.ts`. */
export interface Deps {
  readonly config: Config
  readonly db: Db
  readonly store: LogStore
  readonly logs: CanvasLogs
  readonly bus: Bus
  readonly access: AccessReader
  readonly clock: Clock
  readonly tokens: Tokens
  readonly tickets: TicketOffice
  readonly passwords: PasswordHasher
  readonly throttle: LoginThrottle
  /** Null without a mail server. */
  readonly mailer: Mailer | null
  /** What keeps the bytes of pictures that are not in the database. */
  readonly outsideAssets: OutsideAssets
  readonly background: BackgroundWork
  /** Raw 32 bytes. */
  readonly sha256: (bytes: Uint8Array) => Uint8Array
  /** A UUIDv7 of now. */
  readonly newId: () => string
  readonly log: Logger
}
