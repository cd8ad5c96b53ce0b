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
import type { MainTool } from './tool-icons.ts'

type MoreTool = Exclude<ToolId, MainTool>

/** The tools behind the button at the end of the toolbar, in their order there. */
export const moreToolIcons: { readonly [Id in MoreTool]: LucideIcon } = {
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

export const moreTools = Object.keys(moreToolIcons) as readonly MoreTool[]
