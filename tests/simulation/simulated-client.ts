import {
  type CanvasClient,
  type CanvasCopy,
  type ClientSocket,
  createMemoryCanvasCopies,
  createMemoryOutboxStorage,
  type DispatchOptions,
  type MemoryCanvasCopies,
  type MemoryOutboxStorage,
  openCanvasClient,
  type SocketRequest,
} from '@flowstate/client'
import {
  type OperationId,
  type ProposedChange,
  type SessionId,
  type ShapeId,
  stateHashSteps,
  type UserId,
} from '@flowstate/engine'
import { randomChanges } from '@flowstate/engine/testing'
import type { Canvas } from '@flowstate/protocol'
import { type Author, sha256 } from '@flowstate/server/testing'
import { createSimulatedDisk, type SimulatedDisk, type Submitted } from './simulated-disk.ts'
import type { SimulatedInstance } from './simulated-instance.ts'
import { openLink, type SimulatedLink } from './simulated-link.ts'
import { createTypist, type SimulatedTypist, sharedNote, type Typewriter } from './simulated-typist.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** What has become of a profile, for all of its tabs. */
export interface Fate {
  /** Another profile has the same queues (CM7): the order of the two is nobody's. */
  isCloned: boolean
  /** There were several tabs: what one has left unsent when it died, another may send later. */
  isShared: boolean
}

/** What the tabs of one browser have in common. */
interface Profile {
  readonly userId: UserId
  readonly typewriter: Typewriter
  readonly storage: MemoryOutboxStorage
  readonly copies: MemoryCanvasCopies
  /** What the server has refused any of them. */
  readonly failed: Set<string>
  readonly fate: Fate
}

/** A browser tab with its profile on disk. */
export interface SimulatedClient {
  readonly userId: UserId
  readonly submitted: Submitted[]
  readonly fate: Fate
  canvas(): CanvasClient | null
  /** At the shared note, if this tab has begun to type there. */
  typist(): SimulatedTypist | null
  start(): Promise<void>
  act(): void
  crash(): void
  cutLink(): void
  silenceLink(): void
  /** The same profile on another machine. */
  clone(): SimulatedClient
  /** Another tab of the same profile. */
  openTab(): SimulatedClient
  /** Whether unsent work lies on the disk of which no tab knows. */
  hasLeftWork(): boolean
  failedIds(): ReadonlySet<string>
}

export function createSimulatedClient(
  world: SimulatedWorld,
  instances: () => readonly SimulatedInstance[],
  given: Pick<Profile, 'userId' | 'typewriter'> & Partial<Profile>,
): SimulatedClient {
  const { time, random } = world
  const profile: Profile = {
    storage: createMemoryOutboxStorage(),
    copies: createMemoryCanvasCopies(),
    failed: new Set(),
    fate: { isCloned: false, isShared: false },
    ...given,
  }
  const { userId, typewriter, storage, copies, failed, fate } = profile
  const submitted: Submitted[] = []
  const author: Author = {
    userId,
    sessionId: world.uuid<SessionId>(),
    displayName: 'Somebody',
    color: '#336699',
    guest: false,
  }
  let life = { alive: false }
  let lives = 0
  let disk: SimulatedDisk | null = null
  let canvas: CanvasClient | null = null
  let typist: SimulatedTypist | null = null
  let link: SimulatedLink | null = null
  let versionSeen = 0
  const described: Canvas = {
    id: world.canvasId,
    workspaceId: world.uuid(),
    name: 'Simulated',
    version: 0,
    role: 'editor',
    originId: world.canvasId,
    createdBy: userId,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  }
  /** Shapes this tab has made with nothing else in the operation: they may not vanish by themselves (C6). */
  const made = new Map<ShapeId, OperationId>()

  /** What the last life has left of the canvas, if anything: as old as it is, now and then of another past (SY3). */
  async function storedCopy(): Promise<CanvasCopy | null> {
    if (!world.chance(world.intensities.copyChance)) return null
    const copy = await copies.read({ userId, canvasId: world.canvasId })
    if (copy === null || !world.chance(0.2)) return copy
    if (world.chance(0.5)) return { ...copy, hash: 'another past' }
    // The queue is numbered anew while what the last life sent may still be under way, as with a cloned one (CM7).
    fate.isCloned = true
    return { ...copy, epoch: 'another epoch' }
  }

  async function openSocket(
    mine: { readonly alive: boolean },
    request: SocketRequest,
  ): Promise<ClientSocket> {
    const alive = instances().filter((instance) => instance.alive)
    const instance = alive[Math.floor(random() * alive.length)]
    if (instance === undefined) throw new Error('nobody answers')
    const opened = await openLink(world, instance, { author, request })
    if (mine.alive) link = opened
    else opened.cut()
    return opened.socket
  }

  /** What somebody sees may not go back, nor may their own work vanish (C6). */
  function watch(open: CanvasClient): void {
    const { version } = open.view()
    if (version < versionSeen) world.fail('C6', `a client went back from ${versionSeen} to ${version}`)
    versionSeen = version
    if (world.versionsInsideSets.has(open.version()))
      world.fail('C10', `a client saw half of a set at ${open.version()}`)
    // A twin spends the seqs of the common queue: what it spends leaves this view for a moment (CL2).
    if (fate.isCloned) return
    for (const [shape, id] of made) {
      const row = world.store.canvas(world.canvasId).rowsById.get(id)
      const decided = row !== undefined && row.version <= version
      if (decided || failed.has(id) || open.status().failed.some((lost) => lost.entry.id === id)) {
        made.delete(shape)
      } else if (open.view().get(shape) === undefined) {
        world.fail('C6', `shape ${shape} vanished from the view of its author`)
        made.delete(shape)
      }
    }
  }

  /** @param at how many there were before: what is sent while something is being sent comes behind it */
  function remember(id: OperationId, changes: readonly ProposedChange[] | null, at: number): void {
    submitted.splice(at, 0, { id, changes, life: lives, durable: false })
    const [only] = changes ?? []
    if (changes?.length === 1 && only?.kind === 'create' && only.at === undefined && !only.shape.parentId) {
      made.set(only.shape.id, id)
    }
  }

  function submit(
    open: CanvasClient,
    changes: readonly ProposedChange[],
    options: DispatchOptions,
  ): OperationId | null {
    const at = submitted.length
    if (open !== canvas) return null
    const dispatched = open.dispatch(changes, options)
    if (!dispatched.ok) return null
    remember(dispatched.value, changes, at)
    return dispatched.value
  }

  const client: SimulatedClient = {
    userId,
    submitted,
    fate,
    canvas: () => canvas,
    typist: () => typist,
    async start() {
      // Two crashes in a row end in one new start.
      if (life.alive) return
      const mine = { alive: true }
      life = mine
      lives += 1
      versionSeen = 0
      made.clear()
      disk = createSimulatedDisk(world, mine, { storage, submitted, failed })
      const copy = await storedCopy()
      const opened = await openCanvasClient({
        canvasId: world.canvasId,
        userId,
        openSocket: (request) => openSocket(mine, request),
        storage: disk,
        copies,
        ...(copy && { copy }),
        clock: time.clockFor(mine, 0),
        hashState: (state) => stateHashSteps(state, sha256),
        randomBytes: world.randomBytes,
      })
      if (!mine.alive) return
      canvas = opened
      opened.describe(described)
      opened.subscribe({
        canvas: () => {
          if (mine.alive) watch(opened)
        },
      })
    },
    act() {
      if (canvas === null) return
      if (typewriter.chance > 0 && typewriter.random() < typewriter.chance) {
        if (typist === null && canvas.view().get(sharedNote) !== undefined)
          typist = createTypist(canvas, typewriter, submit)
        typist?.act()
        return
      }
      const roll = random()
      if (roll < world.intensities.undoChance) {
        // of one's own unsent work it is seen at once (UN8)
        made.clear()
        const at = submitted.length
        remember(random() < 0.6 ? canvas.undo() : canvas.redo(), null, at)
        return
      }
      const changes = randomChanges(canvas.view(), random)
      if (changes.some((change) => change.kind === 'delete')) made.clear()
      submit(canvas, changes, random() < 0.2 ? { gesture: 'drag' } : {})
    },
    crash() {
      life.alive = false
      disk?.letGo()
      canvas = null
      typist = null
      link?.cut()
    },
    cutLink: () => link?.cut(),
    silenceLink: () => link?.goSilent(),
    clone() {
      fate.isCloned = true
      const twin = createSimulatedClient(world, instances, {
        userId,
        typewriter,
        storage: storage.clone(),
        copies,
      })
      twin.fate.isCloned = true
      return twin
    },
    openTab() {
      fate.isShared = true
      return createSimulatedClient(world, instances, profile)
    },
    hasLeftWork: storage.hasLeft,
    failedIds: () => failed,
  }
  return client
}
