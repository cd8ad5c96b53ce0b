import type { ShapeId } from '@flowstate/engine'

/** Where the arrows of a flowchart lead. */
export type FlowDirection = 'down' | 'up' | 'right' | 'left'

export interface FlowNode {
  readonly id: string
  readonly label: string
  readonly kind: 'rectangle' | 'rounded' | 'diamond' | 'ellipse' | 'hexagon' | 'cylinder'
  /** The group it stands in; null outside of all. */
  readonly group: string | null
}

export type FlowHead = 'none' | 'arrow' | 'dot' | 'bar'

export interface FlowEdge {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly startHead: FlowHead
  readonly endHead: FlowHead
  /** An unseen one only says what stands below what. */
  readonly line: 'plain' | 'thick' | 'dashed' | 'unseen'
}

export interface FlowGroup {
  readonly id: string
  readonly label: string
  readonly group: string | null
}

/** A flowchart as it was written, before anybody knows where things go. */
export interface Flowchart {
  readonly direction: FlowDirection
  readonly nodes: readonly FlowNode[]
  readonly edges: readonly FlowEdge[]
  readonly groups: readonly FlowGroup[]
}

/** Ids of shapes for the names in a flowchart. */
export type FlowIds = ReadonlyMap<string, ShapeId>

/** Whether text begins like a flowchart of Mermaid. */
export function looksLikeFlowchart(text: string): boolean {
  return /^\s*(?:```mermaid\s+)?(?:%%.*\n\s*)*(?:graph|flowchart)\s+(?:TB|TD|BT|LR|RL)\b/i.test(text)
}
