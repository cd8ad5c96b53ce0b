import type { ShareScope } from '@flowstate/protocol'
import { Eye, type LucideIcon, MessageSquare, Pencil } from 'lucide-react'

/** What a link allows, as a picture. */
export const scopeIcons: { readonly [Scope in ShareScope]: LucideIcon } = {
  edit: Pencil,
  comment: MessageSquare,
  view: Eye,
}
