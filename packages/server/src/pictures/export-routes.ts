import {
  canvasFileSchema,
  canvasIdSchema,
  closedObject,
  exportJsonQuerySchema,
  exportPdfQuerySchema,
  exportPngQuerySchema,
  exportQuerySchema,
} from '@flowstate/protocol'
import type { Answer, RefusedAnswer } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import type { FileMaker, MadeFile } from './make-file.ts'

const tag = 'Pictures'
const params = closedObject({ canvasId: canvasIdSchema })

/** Whole canvases of any version to take along: as a picture with real text, as pixels, as data. */
export function exportRoutes(files: FileMaker): readonly Route[] {
  return [exportSvg(files), exportPng(files), exportPdf(files), exportJson(files)]
}

function exportSvg(files: FileMaker): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/export.svg',
      name: 'exportSvg',
      tag,
      summary: 'The whole canvas at a version, the head unless told, as SVG with real text',
      role: 'viewer',
      params,
      query: exportQuerySchema,
      givesFile: ['image/svg+xml'],
      answers: { 200: null },
    },
    async ({ canvasId, query: { at, theme = 'light', background = true } }) => {
      const made = await files.make({ format: 'svg', canvasId, at, theme, background })
      if (made.kind === 'refused') return made
      return { kind: 'picture', picture: { svg: String(made.content), tag: null, fileName: made.name } }
    },
  )
}

function exportPng(files: FileMaker): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/export.png',
      name: 'exportPng',
      tag,
      summary:
        'The whole canvas at a version as pixels; smaller than asked for where it would have over 64 million',
      role: 'viewer',
      params,
      query: exportPngQuerySchema,
      givesFile: ['image/png'],
      answers: { 200: null },
    },
    async ({ canvasId, query: { at, scale = 2, theme = 'light', background = true } }) => {
      const made = await files.make({ format: 'png', canvasId, at, theme, background, scale })
      return fileAnswer(made, 'image/png')
    },
  )
}

function exportPdf(files: FileMaker): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/export.pdf',
      name: 'exportPdf',
      tag,
      summary:
        'The canvas at a version as a PDF of lines: frames as pages, or pages=whole for one of everything',
      role: 'viewer',
      params,
      query: exportPdfQuerySchema,
      givesFile: ['application/pdf'],
      answers: { 200: null },
    },
    async ({ canvasId, query: { at, pages = 'frames', theme = 'light', background = true } }) => {
      const made = await files.make({ format: 'pdf', canvasId, at, theme, background, pages })
      return fileAnswer(made, 'application/pdf')
    },
  )
}

function exportJson(files: FileMaker): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/export.json',
      name: 'exportJson',
      tag,
      summary: 'The whole canvas at a version as a file that the app takes in again, pictures included',
      role: 'viewer',
      params,
      query: exportJsonQuerySchema,
      answers: { 200: canvasFileSchema },
    },
    async ({ canvasId, query: { at, assets = true } }) => {
      const made = await files.make({ format: 'json', canvasId, at, assets })
      if (made.kind === 'refused') return made
      return { kind: 'json', status: 200, json: String(made.content), fileName: made.name }
    },
  )
}

function fileAnswer(made: MadeFile | RefusedAnswer, mimeType: string): Answer<never> {
  if (made.kind === 'refused') return made
  return { kind: 'file', file: { bytes: Buffer.from(made.content), mimeType, name: made.name, tag: null } }
}
