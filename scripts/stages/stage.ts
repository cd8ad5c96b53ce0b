/** What a stage reports. Counts are tests for a test stage and 1 for a check. */
export type StageCounts = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** What failed and how, a line or a few each: told once more at the end, where it is looked for. */
  readonly failures?: readonly string[]
}

export type Stage = {
  readonly name: string
  /** Programs the machine must have; see `prerequisites.ts`. */
  readonly needs: readonly PrerequisiteName[]
  run(context: StageContext): Promise<StageCounts>
}

export type StageContext = {
  /** The directory of the checkout. */
  readonly root: string
  /** The environment for children of the stage, results of the prerequisites included. */
  readonly env: Readonly<Record<string, string | undefined>>
}

export type PrerequisiteName = 'postgresql' | 'redis' | 'chromium' | 'strace'

export const onePassed: StageCounts = { passed: 1, failed: 0, skipped: 0 }
export const oneFailed: StageCounts = { passed: 0, failed: 1, skipped: 0 }
export const oneSkipped: StageCounts = { passed: 0, failed: 0, skipped: 1 }
