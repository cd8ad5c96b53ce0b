import type { CommittedOperation, OperationId, SessionId, UserId } from '@flowstate/engine'
import { replay, stateHash, toHex } from '@flowstate/engine'
import { randomInteger, seededRandom } from '@flowstate/engine/testing'
import type { Role } from '@flowstate/protocol'
import { type Author, type CommitRequest, sha256 } from '@flowstate/server/testing'
import { drawIntensities } from './intensities.ts'
import { checkClients, checkLog, readLog } from './log-checks.ts'
import { createSimulatedClient, type SimulatedClient } from './simulated-client.ts'
import { createSimulatedInstance, type SimulatedInstance } from './simulated-instance.ts'
import { createTypewriter, sharedNote } from './simulated-typist.ts'
import { createSimulatedWorld } from './simulated-world.ts'
import { checkTyping } from './typing-check.ts'

export interface RunResult {
  readonly seed: number
  readonly failures: readonly string[]
  readonly rows: number
}

/** Once faults stop, everything has to come to rest within this time (C11). */
const settleMs = 30_000
const stepMs = 20

/** One run: rough times, then rest, then the checks. The same seed gives the same run. */
export async function runSeed(seed: number): Promise<RunResult> {
  const random = seededRandom(seed)
  const intensities = drawIntensities(random)
  const world = createSimulatedWorld(random, intensities)
  const { time, chance } = world
  const instances: SimulatedInstance[] = []
  const clients: SimulatedClient[] = []
  /** Tabs that do not come back: what they left on the disk is another's to send (CL3). */
  const closedTabs: SimulatedClient[] = []
  const running = () => instances.filter((instance) => instance.alive)

  function startInstance(): void {
    const instance = createSimulatedInstance(world, (from) => running().filter((other) => other !== from))
    instance.onDeath(() => void time.sleep(random() * 2_000).then(startInstance))
    instances.push(instance)
  }
  for (let i = 0; i < intensities.instances; i++) startInstance()
  const typewriter = createTypewriter(seededRandom(seed + 0x5eed))
  const users = Array.from({ length: intensities.users }, () => world.uuid<UserId>())
  for (const user of users) world.setRole(user, 'editor')
  for (let i = 0; i < intensities.clients; i++) {
    const userId = users[i % users.length] as UserId
    clients.push(createSimulatedClient(world, running, { userId, typewriter }))
  }
  for (const client of clients) void client.start()

  function pickOne<T>(items: readonly T[]): T | undefined {
    return items[randomInteger(random, Math.max(1, items.length))]
  }

  /** Somebody restores or reverts over REST, and may think better of it. */
  async function callRest(): Promise<void> {
    const userId = pickOne(users) as UserId
    const author: Author = {
      userId,
      sessionId: world.uuid<SessionId>(),
      displayName: 'Somebody',
      color: '#336699',
      guest: false,
    }
    const head = world.store.canvas(world.canvasId).head.version
    const id = world.uuid<OperationId>()
    const to = randomInteger(random, head + 1)
    const request: CommitRequest =
      random() < 0.5
        ? { name: 'restore', id, version: to }
        : { name: 'revert', id, userId: pickOne(users) as UserId, from: Math.max(1, to - 5), to }
    await insist(author, request)
    if (chance(0.5)) await insist(author, { name: 'undo', id: world.uuid<OperationId>() })
  }

  /** The first user puts down the note everybody types into. */
  async function putNote(): Promise<void> {
    const author: Author = {
      userId: users[0] as UserId,
      sessionId: world.uuid<SessionId>(),
      displayName: 'Somebody',
      color: '#336699',
      guest: false,
    }
    const shape = { id: sharedNote, kind: 'note', position: [0, 0], size: [200, 200], text: '' }
    const proposal = { id: world.uuid<OperationId>(), changes: [{ kind: 'create', shape }] }
    await insist(author, { name: 'operation', proposal })
  }

  /** A caller without an answer repeats with the same id (CM9). */
  async function insist(author: Author, request: CommitRequest): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      const instance = pickOne(running())
      if (instance === undefined) return
      const outcome = await instance.logs.commit(world.canvasId, author, request)
      if (outcome.kind === 'committed' && instance.alive) checkRows(outcome.rows.map((row) => row.operation))
      if (outcome.kind !== 'refused' || outcome.code === 'forbidden') return
      await time.sleep(100)
    }
  }

  /** C2: what was acknowledged is on disk, as it was acknowledged. */
  function checkRows(acknowledged: readonly CommittedOperation[]): void {
    for (const row of acknowledged) {
      const stored = world.store.canvas(world.canvasId).rows[row.version - 1]
      if (stored === undefined || toHex(stored.hash) !== row.hash) {
        world.fail('C2', `version ${row.version} was acknowledged and is not in the log`)
      }
    }
  }

  /** C5, C10: with nothing of one's own on the way, one sees the log as it was at the version one has. */
  function checkView(client: SimulatedClient): void {
    const canvas = client.canvas()
    if (canvas === null || canvas.status().pending > 0) return
    const then = replay(readLog(world, canvas.version()))
    if (toHex(stateHash(canvas.view(), sha256)) !== toHex(stateHash(then, sha256))) {
      world.fail('C5', `a client sees another canvas than the log had at ${canvas.version()}`)
    }
  }

  /** A tab beside another one, for a while. */
  async function openTab(beside: SimulatedClient): Promise<void> {
    const tab = beside.openTab()
    clients.push(tab)
    void tab.start()
    await time.sleep(random() * 3_000)
    tab.crash()
    clients.splice(clients.indexOf(tab), 1)
    closedTabs.push(tab)
  }

  function strike(): void {
    const perStep = (ratePerSecond: number) => chance((ratePerSecond * stepMs) / 1_000)
    for (const client of [...clients]) {
      if (perStep(intensities.editsPerSecond)) {
        client.act()
        if (chance(intensities.burstChance)) for (let i = 0; i < 8; i++) client.act()
      }
      if (perStep(intensities.linkCutsPerSecond)) {
        if (chance(intensities.halfOpenChance)) client.silenceLink()
        else client.cutLink()
      }
      if (perStep(intensities.clientCrashesPerSecond)) {
        client.crash()
        void time.sleep(random() * 1_000).then(() => {
          if (clients.includes(client)) void client.start()
        })
      }
      if (perStep(0.2)) checkView(client)
      // Whom the door was closed on knocks again now and then.
      if (perStep(1)) client.canvas()?.retry()
      if (perStep(intensities.clonesPerSecond) && clients.length < 8) {
        const twin = client.clone()
        clients.push(twin)
        void twin.start()
      }
      if (perStep(intensities.tabsPerSecond) && clients.length < 8) void openTab(client)
    }
    if (perStep(intensities.instanceCrashesPerSecond)) {
      pickOne(running())?.crash()
    }
    if (perStep(intensities.roleChangesPerSecond)) {
      const user = pickOne(users) as UserId
      world.setRole(
        user,
        pickOne<Role | null>(['editor', 'editor', 'editor', 'editor', 'viewer', null]) ?? null,
      )
      pickOne(running())?.announceAccess()
    }
    if (perStep(intensities.trashingsPerSecond)) {
      world.setTrashed(!world.store.canvas(world.canvasId).head.trashed)
      pickOne(running())?.announceAccess()
    }
    if (perStep(intensities.restCallsPerSecond)) void callRest()
  }

  if (typewriter.chance > 0) void putNote()
  const roughUntilMs = time.now() + intensities.durationMs
  while (time.now() < roughUntilMs) {
    strike()
    await time.runUntil(time.now() + stepMs)
  }

  world.isRough = false
  await time.runUntil(time.now() + 2_500)
  world.setTrashed(false)
  for (const user of users) world.setRole(user, 'editor')
  if (running().length === 0) startInstance()
  for (const client of clients) {
    client.cutLink()
    // A closed door is final for the program (SY5): the person opens the page again.
    if (client.canvas() === null || client.canvas()?.status().connection.name === 'stopped') {
      client.crash()
      void client.start()
    }
  }
  const restUntilMs = time.now() + settleMs
  const atRest = (): boolean =>
    clients.every((client) => {
      // The last letters go out when the answer before them has come.
      client.typist()?.flush()
      const status = client.canvas()?.status()
      // A refusal from before may have been on its way still.
      if (status?.connection.name === 'stopped') client.canvas()?.retry()
      const head = world.store.canvas(world.canvasId).head.version
      return (
        !client.hasLeftWork() &&
        status?.connection.name === 'live' &&
        status.pending === 0 &&
        client.canvas()?.view().version === head
      )
    })
  while (time.now() < restUntilMs && !atRest()) await time.runUntil(time.now() + 250)

  const log = readLog(world)
  checkLog(world, log)
  const truth = toHex(stateHash(replay(log), sha256))
  for (const [i, client] of clients.entries()) {
    const canvas = client.canvas()
    const status = canvas?.status()
    const version = canvas?.view().version
    if (status?.pending !== 0 || version !== log.length) {
      const where = `${status?.connection.name}, ${status?.pending} pending, version ${version} of ${log.length}`
      world.fail('C11', `client ${i} did not come to rest: ${where}`)
    } else if (canvas && toHex(stateHash(canvas.view(), sha256)) !== truth) {
      world.fail('C5', `client ${i} sees another canvas than the log`)
    }
  }
  for (const instance of running()) {
    const opened = await drive(instance.logs.open(world.canvasId))
    await drive(opened?.refresh())
    if (opened && toHex(stateHash(opened.state, sha256)) !== truth)
      world.fail('C5', 'a server has another state')
    const version = randomInteger(random, log.length + 1)
    const state = await drive(instance.logs.stateAt(world.canvasId, version))
    const then = toHex(stateHash(replay(log.slice(0, version)), sha256))
    if (!state || toHex(stateHash(state, sha256)) !== then)
      world.fail('C5', `the state at ${version} is not the replay`)
  }
  checkClients(world, [...clients, ...closedTabs], log)
  if (typewriter.chance > 0) checkTyping(world, typewriter, clients, log)
  return { seed, failures: world.failures, rows: log.length }

  /** Lets time pass until something is answered. */
  async function drive<T>(promise: Promise<T> | undefined): Promise<T | undefined> {
    let done = false
    const watched = promise?.finally(() => {
      done = true
    })
    watched?.catch(() => undefined)
    for (let i = 0; promise !== undefined && !done && i < 1_000; i++) await time.runUntil(time.now() + 20)
    return watched
  }
}
