import { fileURLToPath } from 'node:url'
import type { SessionId } from '@flowstate/engine'
import { shapeDigest, stateHash, toHex } from '@flowstate/engine'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { hasObjects } from './assets/asset-place-repo.ts'
import { checkAssetStores } from './assets/check-asset-stores.ts'
import { prepareAssetDir } from './assets/prepare-asset-dir.ts'
import { sweepLeftovers } from './assets/sweep-leftovers.ts'
import { ownSecretKey } from './auth/secret-key.ts'
import type { Bus } from './bus/bus.ts'
import { type Clock, systemClock } from './clock.ts'
import { composeDeps } from './compose-deps.ts'
import type { Config } from './config.ts'
import { ConfigError } from './config-error.ts'
import type { Deps } from './deps.ts'
import { createApp } from './http/create-app.ts'
import type { MountOptions } from './http/mount-routes.ts'
import { openLog } from './open-log.ts'
import { prepareDataDir } from './prepare-data-dir.ts'
import { attachRealtime } from './realtime/attach-realtime.ts'
import { createLaneReader } from './realtime/lane-reader.ts'
import { machineNames } from './realtime/machine-names.ts'
import { createOriginPolicy } from './realtime/origin-policy.ts'
import { allRoutes } from './routes.ts'
import { keepEndingShares } from './sharing/expire-shares.ts'
import { type Db, openDatabase } from './storage/database.ts'
import { systemCodeOf } from './system-code.ts'
import { kindsToForget } from './upkeep/forget-expired.ts'
import { keepForgetting } from './upkeep/keep-forgetting.ts'

/** What tests put in the place of the real thing. */
export interface Overrides {
  /** Stays open when the server closes. */
  readonly db?: Db
  readonly bus?: Bus
  readonly clock?: Clock
  readonly log?: Logger
  readonly webRoot?: string
  readonly checkAnswer?: MountOptions['checkAnswer']
  /** The database stopped while in use; the process should say so and end. */
  readonly onFatal?: (error: Error) => void
}

/** A server that is put together and not listening yet. */
export interface Server {
  readonly app: FastifyInstance
  readonly deps: Deps
  /** @throws ConfigError when the address is taken or not ours, or a store of pictures refuses */
  listen(): Promise<{ readonly url: string }>
  /** SY9: refuses what is new, ends sockets in waves, finishes commits, gives everything back. */
  close(): Promise<void>
}

/** How long a mail that is on its way may keep a server from ending. */
const backgroundMsMax = 5_000

const builtWebApp = fileURLToPath(new URL('../../web/dist', import.meta.url))

function listenError(error: unknown, { host, port }: Config): unknown {
  const code = systemCodeOf(error)
  if (code === 'EADDRINUSE')
    return new ConfigError(`Port ${port} on ${host} is in use; choose another with PORT`)
  if (code === 'EACCES')
    return new ConfigError(`Port ${port} needs rights this process does not have; choose another with PORT`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new ConfigError(`HOST ${host} is not an address of this machine`)
  }
  return error
}

/** The composition root. Opens the database, so it can fail: see `openDatabase`. */
export async function createServer(config: Config, overrides: Overrides = {}): Promise<Server> {
  const clock = overrides.clock ?? systemClock
  const log = overrides.log ?? openLog(config.logLevel)
  if (config.databaseUrl === undefined) prepareDataDir(config.dataDir)
  const secretKey = config.secretKey ?? ownSecretKey(config.dataDir)
  const db = overrides.db ?? (await openOwnDatabase(config, clock, overrides, log))
  await prepareFiles(config, db).catch(async (error: unknown) => {
    if (overrides.db === undefined) await db.close()
    throw error
  })
  const deps = composeDeps({
    config,
    secretKey,
    db,
    clock,
    log,
    ...(overrides.bus === undefined ? {} : { bus: overrides.bus }),
  })
  let ready = true
  const routes = allRoutes(deps, () => ready)
  const { checkAnswer } = overrides
  const origins = createOriginPolicy({
    publicUrl: config.publicUrl ?? null,
    allowedOrigins: config.allowedOrigins,
    ownNames: machineNames(),
  })
  let sessionCount = () => 0
  const app = await createApp(deps, {
    routes,
    sessionCount: () => sessionCount(),
    webRoot: overrides.webRoot ?? builtWebApp,
    isHostAllowed: origins.isHostAllowed,
    ...(checkAnswer === undefined ? {} : { checkAnswer }),
  })
  const realtime = attachRealtime(app.server, {
    logs: deps.logs,
    access: deps.access,
    bus: deps.bus,
    clock,
    limits: config.limits,
    stateHash: (state) => toHex(stateHash(state, deps.sha256)),
    digestShape: (shape) => shapeDigest(shape, deps.sha256),
    onError: (error) => log.warn({ err: error }, 'a room failed at something; it will be tried again'),
    newSessionId: () => deps.newId() as SessionId,
    verifyAccessToken: deps.tickets.verifyAccessToken,
    redeemTicket: deps.tickets.redeemTicket,
    readHeads: deps.store.readHeads,
    lanes: createLaneReader(deps.db.kysely),
    allowQueryToken: config.queryToken,
    origins,
  })
  sessionCount = realtime.sessionCount
  const kinds = [...kindsToForget, sweepLeftovers(deps.outsideAssets)]
  const stopUpkeep = [keepEndingShares(deps), keepForgetting(deps, kinds)]
  let closing: Promise<void> | undefined

  async function shutDown(): Promise<void> {
    ready = false
    for (const stop of stopUpkeep) stop()
    await realtime.drain()
    await deps.logs.drain()
    await app.close()
    await deps.background.finish(backgroundMsMax)
    await deps.bus.close()
    if (overrides.db === undefined) await db.close()
  }

  return {
    app,
    deps,
    async listen() {
      await checkAssetStores(deps)
      try {
        const url = await app.listen({ host: config.host, port: config.port })
        return { url: config.publicUrl ?? url }
      } catch (error) {
        throw listenError(error, config)
      }
    },
    close() {
      closing ??= shutDown()
      return closing
    },
  }
}

async function prepareFiles({ assetDir }: Config, { kysely }: Db): Promise<void> {
  if (assetDir !== null) await prepareAssetDir(assetDir, () => hasObjects(kysely, 'files'))
}

function openOwnDatabase(config: Config, clock: Clock, overrides: Overrides, log: Logger): Promise<Db> {
  const { databaseUrl, dataDir } = config
  return openDatabase({
    dataDir,
    clock,
    onFatal: overrides.onFatal ?? ((error) => log.fatal({ err: error }, 'the database stopped')),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  })
}
