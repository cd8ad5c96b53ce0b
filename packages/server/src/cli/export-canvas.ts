import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Config } from '../config.ts'
import { ConfigError } from '../config-error.ts'
import { openLog } from '../open-log.ts'
import { createPictureDrawer } from '../pictures/draw-picture.ts'
import { createFileMaker } from '../pictures/make-file.ts'
import { createServer } from '../server.ts'
import { readExportArguments } from './export-arguments.ts'

function writeOut(content: string | Uint8Array): Promise<void> {
  return new Promise((done, failed) => {
    process.stdout.write(content, (error) => (error == null ? done() : failed(error)))
  })
}

/**
 * `flowstate export`: a canvas as a file, out of the database, without a server and without a browser. The directory of the
 * embedded database has to be free: a running server has the same files under `/api/v1/canvases/{id}/export.*`.
 * @throws ConfigError with the line to show
 */
export async function exportCanvas(config: Config, args: readonly string[]): Promise<void> {
  const { request, out } = readExportArguments(args)
  const server = await createServer(config, { log: openLog('error') })
  try {
    const made = await createFileMaker(server.deps, createPictureDrawer(server.deps.clock)).make(request)
    if (made.kind === 'refused') {
      throw new ConfigError(
        made.code === 'not_found'
          ? `there is no canvas ${request.canvasId} here, or it is in the trash`
          : `the canvas has no version ${request.at} yet`,
      )
    }
    if (out === '-') return await writeOut(made.content)
    const file = resolve(out ?? made.name)
    await writeFile(file, made.content).catch((error: unknown) => {
      throw new ConfigError(
        `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      )
    })
    await writeOut(`${file}\n`)
  } finally {
    await server.close()
  }
}
