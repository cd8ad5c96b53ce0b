import { cleanText } from './clean-cells.ts'
import { listIn, member, textIn } from './foreign-value.ts'
import type { LossList } from './loss-list.ts'

const depthMax = 40

/** Words of one block, its breaks as new lines. */
function inlineWords(nodes: readonly unknown[]): string {
  return nodes
    .map((node) => {
      const type = textIn(node, 'type')
      if (type === 'hardBreak') return '\n'
      return type === 'text' ? textIn(node, 'text') : inlineText(node)
    })
    .join('')
}

function inlineText(node: unknown): string {
  return listIn(node, 'content')
    .map((inner) => textIn(inner, 'text'))
    .join('')
}

function blockLines(node: unknown, mark: string, depth: number): readonly string[] {
  const content = listIn(node, 'content')
  const type = textIn(node, 'type')
  if (depth > depthMax) return []
  if (type === 'bulletList') return content.flatMap((item) => blockLines(item, `${mark}• `, depth + 1))
  if (type === 'orderedList')
    return content.flatMap((item, i) => blockLines(item, `${mark}${i + 1}. `, depth + 1))
  if (type === 'listItem' || type === 'blockquote')
    return content.flatMap((block, i) =>
      blockLines(block, i === 0 ? mark : ' '.repeat(mark.length), depth + 1),
    )
  return [`${mark}${inlineWords(content)}`]
}

/** Rich text as plain lines, list marks kept; the older plain text as it is. */
export function tldrawWords(props: unknown, losses: LossList): string {
  const rich = member(props, 'richText')
  const text =
    rich === undefined
      ? textIn(props, 'text') || textIn(props, 'label')
      : listIn(rich, 'content')
          .flatMap((block) => blockLines(block, '', 0))
          .join('\n')
  return cleanText(text, 'text', losses)
}
