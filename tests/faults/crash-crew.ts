import { type AckJournal, type JournalEntry, openAckJournal } from './ack-journal.ts'
import { createFaultWriter, type FaultWriter, settleWriters } from './fault-writer.ts'
import { checkLog } from './log-checker.ts'
import { joinByLink, makeSharedCanvas, type SharedCanvas } from './public-api.ts'
import { waitUntil } from './wait-until.ts'
import { createWriterPlan } from './writer-plan.ts'

const writersPerCanvas = 2

interface Station {
  readonly canvas: SharedCanvas
  readonly journal: AckJournal
  readonly writers: readonly FaultWriter[]
}

/** Several people on several canvases, who write through whatever happens, and what they were told. */
export interface CrashCrew {
  /** Connects everybody and keeps the server busy. */
  startWriting(url: string): Promise<void>
  /** Resolves inside the very frame that brings the `count`-th acknowledgement from now on. */
  acknowledged(count: number): Promise<void>
  /** Everybody comes back, everything gets its answer, and every log is checked. */
  settleAndCheck(url: string): Promise<void>
  readonly committedCount: number
  /** Codes of errors and closes, from everybody. */
  complaints(): readonly string[]
  end(): void
}

export async function gatherCrew(options: {
  readonly url: string
  readonly journalDirectory: string
  readonly canvasCount: number
  readonly seed: number
}): Promise<CrashCrew> {
  const { url, journalDirectory, canvasCount, seed } = options
  let total = 0
  let committedCount = 0
  let goal: { readonly total: number; readonly reach: () => void } | undefined
  const onAcknowledged = (entries: readonly JournalEntry[]) => {
    total += entries.length
    committedCount += entries.filter(({ outcome }) => outcome === 'committed').length
    if (goal !== undefined && total >= goal.total) goal.reach()
  }

  async function makeStation(index: number): Promise<Station> {
    const canvas = await makeSharedCanvas(url)
    const journal = openAckJournal(journalDirectory, `canvas-${index}`)
    const people = [canvas.owner]
    while (people.length < writersPerCanvas) people.push(await joinByLink(url, canvas))
    const writers = people.map((person, i) => {
      const plan = createWriterPlan(seed * 100 + index * 10 + i)
      return createFaultWriter({ canvas, person, journal, plan, events: { onAcknowledged } })
    })
    return { canvas, journal, writers }
  }

  const stations: Station[] = []
  while (stations.length < canvasCount) stations.push(await makeStation(stations.length))
  const writers = stations.flatMap((station) => station.writers)

  return {
    async startWriting(at) {
      await waitUntil('everybody is back', async () => {
        const lost = writers.filter(({ isConnected }) => !isConnected)
        await Promise.all(lost.map((writer) => writer.connect(at).catch(() => undefined)))
        return writers.every(({ isConnected }) => isConnected)
      })
      for (const writer of writers) writer.keepWriting(true)
    },
    acknowledged(count) {
      return new Promise((resolve) => {
        goal = { total: total + count, reach: resolve }
      })
    },
    async settleAndCheck(at) {
      await settleWriters(at, writers)
      for (const { canvas, journal, writers: own } of stations) {
        const submitted = new Set(own.flatMap((writer) => [...writer.submitted]))
        await checkLog({ url: at, canvas, entries: journal.read(), submitted })
      }
    },
    get committedCount() {
      return committedCount
    },
    complaints: () => writers.flatMap((writer) => writer.complaints),
    end() {
      for (const writer of writers) writer.disconnect()
      for (const { journal } of stations) journal.close()
    },
  }
}
