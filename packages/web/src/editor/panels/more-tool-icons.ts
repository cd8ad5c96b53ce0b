import {
  Cloud,
  Cylinder,
  Frame,
  Hexagon,
  Highlighter,
  Lasso,
  type LucideIcon,
  MessageSquare,
  Pentagon,
  Pipette,
  Radio,
  Star,
  Triangle,
} from 'lucide-react'
import type { ToolId } from '../tools/tool-id.ts'
import type { MainToolId } from './tool-icons.ts'

/** Tools behind the menu of further shapes, in its order. */
export const moreToolIcons: { readonly [Id in Exclude<ToolId, MainToolId | 'comment'>]: LucideIcon } = {
  triangle: Triangle,
  hexagon: Hexagon,
  star: Star,
  cloud: Cloud,
  cylinder: Cylinder,
  callout: MessageSquare,
  polygon: Pentagon,
  frame: Frame,
  highlight: Highlighter,
  lasso: Lasso,
  laser: Radio,
  eyedropper: Pipette,
}

export type MoreToolId = keyof typeof moreToolIcons

export const isMoreTool = (tool: ToolId): tool is MoreToolId => Object.hasOwn(moreToolIcons, tool)

/** Tools behind the menu, in its order. */
export const moreTools = Object.keys(moreToolIcons) as readonly MoreToolId[]
