import { chooseDrawings } from '../import/choose-drawings.ts'
import { type Command, viewCommand } from './command.ts'

/** Drawings in and out. */
export const transferCommands: readonly Command[] = [
  { ...viewCommand('importDrawing', [], chooseDrawings), whenReadOnly: false },
]
