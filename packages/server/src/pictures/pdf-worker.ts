/** The thread that writes one PDF: outlining text and packing pages would stand in the way of commits elsewhere. */
import { parentPort, workerData } from 'node:worker_threads'
import { Resvg } from '@resvg/resvg-js'
import PDFDocument from 'pdfkit'
import type { PdfAnswer, PdfOrder } from './pdf-messages.ts'
import { drawOnPage } from './pdf-page.ts'
import { numbersOf, readPlainSvg } from './plain-svg.ts'

/** Points per canvas unit: 96 units are an inch. */
const pointsPerUnit = 0.75
/** The largest side readers of PDF promise to show, in points. */
const sideMax = 14_400

function write({ pages, fontFiles }: PdfOrder): Promise<Uint8Array> {
  const doc = new PDFDocument({
    autoFirstPage: false,
    margin: 0,
    pdfVersion: '1.7',
    info: { Producer: 'FlowState' },
  })
  const parts: Uint8Array[] = []
  const written = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (part: Uint8Array) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
  const font = { fontFiles: [...fontFiles], loadSystemFonts: true, defaultFontFamily: 'Inter' }
  for (const { svg, area } of pages) {
    const picture = readPlainSvg(new Resvg(svg, { font, logLevel: 'off' }).toString())
    const [left = 0, top = 0, wide = 1, high = 1] = numbersOf(picture, 'viewBox')
    const { minX, minY, maxX, maxY } = area ?? { minX: left, minY: top, maxX: left + wide, maxY: top + high }
    const [width, height] = [maxX - minX, maxY - minY]
    const scale = Math.min(pointsPerUnit, sideMax / Math.max(1, width), sideMax / Math.max(1, height))
    doc.addPage({ size: [Math.max(3, width * scale), Math.max(3, height * scale)], margin: 0 })
    doc.transform(scale, 0, 0, scale, -minX * scale, -minY * scale)
    drawOnPage(doc, picture)
  }
  doc.end()
  return written
}

const answer = (message: PdfAnswer): void => parentPort?.postMessage(message)

try {
  answer({ kind: 'written', bytes: await write(workerData as PdfOrder) })
} catch (error) {
  answer({ kind: 'failed', detail: error instanceof Error ? error.message : String(error) })
}
