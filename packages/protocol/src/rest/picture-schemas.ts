import type { CanvasFile } from '@flowstate/engine'
import { canvasFileFormat, canvasFileType } from '@flowstate/engine'
import Type from 'typebox'
import { closedObject, versionSchema } from './rest-basics.ts'

const themeSchema = Type.Unsafe<'light' | 'dark'>({ type: 'string', enum: ['light', 'dark'] })

/** Without `theme`: light. */
export const thumbnailQuerySchema = closedObject({ theme: Type.Optional(themeSchema) })

/** Without `at`: the head. `background=false` leaves out what is behind the shapes. */
export const exportQuerySchema = closedObject({
  at: Type.Optional(versionSchema),
  theme: Type.Optional(themeSchema),
  background: Type.Optional(Type.Boolean()),
})

/** `scale` is pixels per canvas unit; 2 unless told. */
export const exportPngQuerySchema = closedObject({
  at: Type.Optional(versionSchema),
  theme: Type.Optional(themeSchema),
  background: Type.Optional(Type.Boolean()),
  scale: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
})

/** Without `pages`: the frames on the canvas, one page each, and everything on one page where there is none. */
export const exportPdfQuerySchema = closedObject({
  at: Type.Optional(versionSchema),
  theme: Type.Optional(themeSchema),
  background: Type.Optional(Type.Boolean()),
  pages: Type.Optional(Type.Unsafe<'frames' | 'whole'>({ type: 'string', enum: ['frames', 'whole'] })),
})

/** `assets=false` leaves the pictures on the server and only names them. */
export const exportJsonQuerySchema = closedObject({
  at: Type.Optional(versionSchema),
  assets: Type.Optional(Type.Boolean()),
})

/** A canvas as a file, which the app and other servers take in again. */
export const canvasFileSchema = Type.Unsafe<CanvasFile>({
  type: 'object',
  description: 'A canvas as a file: its shapes in the order of painting, and its pictures as base64',
  properties: {
    type: { const: canvasFileType },
    format: { const: canvasFileFormat },
    name: { type: 'string' },
    canvasId: { type: 'string' },
    version: { type: 'integer', minimum: 0 },
    canvas: { type: 'object' },
    shapes: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'kind', 'parentId'],
        properties: { id: { type: 'string' }, kind: { type: 'string' } },
      },
    },
    assets: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['type', 'data'],
        properties: { type: { type: 'string' }, data: { type: 'string' } },
      },
    },
  },
  required: ['type', 'format', 'version', 'canvas', 'shapes', 'assets'],
})
