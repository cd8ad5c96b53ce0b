/** An element as it was written. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
}

const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
const tag = /^<(\/?)([a-zA-Z][a-zA-Z]*)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>/
const attribute = / ([a-zA-Z:-]+)="([^"<]*)"/g
const entity = /&(?:amp|lt|gt|quot|#\d+);/g

function checkText(text: string): void {
  if (forbidden.test(text)) throw new Error(`a character XML does not allow in ${JSON.stringify(text)}`)
  if (text.replaceAll(entity, '').includes('&')) throw new Error(`a bare ampersand in ${text}`)
}

function attributesOf(written: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name = '', value = ''] of written.matchAll(attribute)) {
    if (attributes.has(name)) throw new Error(`the attribute ${name} twice`)
    checkText(value)
    attributes.set(name, value)
  }
  return attributes
}

/**
 * The elements of a document in the order of their start tags. Stricter than XML: no comments, no declarations, one form of
 * everything. Throws with the place where a text is not well-formed.
 */
export function readXml(text: string): readonly XmlElement[] {
  const open: string[] = []
  const elements: XmlElement[] = []
  let at = 0
  while (at < text.length) {
    if (text[at] !== '<') {
      const end = text.indexOf('<', at)
      if (end < 0 || open.length === 0) throw new Error('text outside of the root')
      checkText(text.slice(at, end))
      if (text.slice(at, end).includes('>')) throw new Error('a bare > in text')
      at = end
      continue
    }
    const found = tag.exec(text.slice(at, text.indexOf('>', at) + 1))
    if (found === null) throw new Error(`no tag at ${at}: ${text.slice(at, at + 60)}`)
    const [whole, closing, name = '', written = '', empty] = found
    if (closing === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> at ${at} closes nothing`)
    } else {
      if (open.length === 0 && elements.length > 0) throw new Error('a second root')
      elements.push({ name, attributes: attributesOf(written) })
      if (empty !== '/') open.push(name)
    }
    at += whole.length
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`)
  return elements
}
