import type { ToolId } from './tool-id.ts'

/** Tools that change nothing on the canvas. Whether somebody may comment is looked at when they try. */
export const lookingTools: ReadonlySet<ToolId> = new Set(['select', 'lasso', 'hand', 'comment'])
