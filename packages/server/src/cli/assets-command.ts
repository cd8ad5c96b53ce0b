import { checkAssetStores } from '../assets/check-asset-stores.ts'
import { type MoveReport, moveAssets } from '../assets/move-assets.ts'
import type { Config } from '../config.ts'
import { ConfigError } from '../config-error.ts'
import { openLog } from '../open-log.ts'
import { createServer } from '../server.ts'

/** Takes what a command says. */
export interface Say {
  out(text: string): void
  err(text: string): void
}

const counted = (count: number) => (count === 1 ? '1 picture' : `${count} pictures`)

/** What was done, a line each. */
function reportLines(report: MoveReport, store: string): string {
  const { moved, bytesMoved, failed, gaveUp, sweepTrouble, settled, elsewhere } = report
  const lines = [
    `moved ${counted(moved)} (${bytesMoved} bytes) to ${store}, ${failed} failed`,
    `${counted(settled)} in ${store}, ${elsewhere} elsewhere`,
  ]
  if (gaveUp) lines.push('gave up, since a store does not answer; run it again later')
  if (sweepTrouble !== null)
    lines.push(`old copies could not all be deleted (${sweepTrouble}); run it again, or a server will do it`)
  return `${lines.join('\n')}\n`
}

/**
 * `flowstate assets move`: brings every picture into the store that is chosen now. Answers the exit code: 0 when all of them are
 * there and nowhere else.
 * @throws ConfigError with the line to show
 */
export async function assetsCommand(config: Config, args: readonly string[], say: Say): Promise<number> {
  if (args.length !== 1 || args[0] !== 'move') throw new ConfigError('usage: flowstate assets move')
  const server = await createServer(config, { log: openLog('error') })
  try {
    await checkAssetStores(server.deps)
    const report = await moveAssets(server.deps, ({ id, code, detail }) => {
      say.err(`flowstate: ${id} stays where it is (${code}): ${detail}\n`)
    })
    say.out(reportLines(report, config.assetStore))
    return report.elsewhere > 0 || report.sweepTrouble !== null ? 1 : 0
  } finally {
    await server.close()
  }
}
