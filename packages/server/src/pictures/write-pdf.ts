import { Worker } from 'node:worker_threads'
import type { PdfAnswer, PdfOrder, PdfPage } from './pdf-messages.ts'
import { pictureFonts } from './picture-fonts.ts'

function workerUrl(): URL {
  // Built code is JavaScript, a checkout runs from source.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./pdf-worker.${extension}`, import.meta.url)
}

/** Pages as a PDF, written in a thread of its own. Text is outlines: any script the machine has a face for, at any size. */
export async function writePdf(pages: readonly PdfPage[]): Promise<Uint8Array> {
  const workerData: PdfOrder = { pages, fontFiles: await pictureFonts() }
  const worker = new Worker(workerUrl(), { workerData, name: 'pdf' })
  try {
    const answer = await new Promise<PdfAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`the thread ended with ${code} before it had written`)))
    })
    if (answer.kind === 'failed') throw new Error(`a PDF could not be written: ${answer.detail}`)
    return answer.bytes
  } finally {
    await worker.terminate()
  }
}
