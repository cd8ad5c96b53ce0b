import {
  ArrowUpRight,
  Circle,
  Diamond,
  Eraser,
  Hand,
  ImagePlus,
  type LucideIcon,
  MessageCircle,
  Minus,
  MousePointer2,
  Pencil,
  Shapes,
  Square,
  StickyNote,
  Type,
} from 'lucide-react'

/** Tools that are always in sight, in the order of their digits. */
export const mainTools = [
  'select',
  'hand',
  'rectangle',
  'diamond',
  'ellipse',
  'arrow',
  'line',
  'draw',
  'text',
  'image',
  'note',
  'eraser',
] as const

export type MainToolId = (typeof mainTools)[number]

export const toolIcons: { readonly [Id in MainToolId]: LucideIcon } = {
  select: MousePointer2,
  hand: Hand,
  rectangle: Square,
  diamond: Diamond,
  ellipse: Circle,
  note: StickyNote,
  line: Minus,
  arrow: ArrowUpRight,
  draw: Pencil,
  text: Type,
  image: ImagePlus,
  eraser: Eraser,
}

/** Of the buttons that come later, whose places they hold. */
export const lateToolIcons = { comment: MessageCircle, more: Shapes } as const
