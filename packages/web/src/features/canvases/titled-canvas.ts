import i18next from 'i18next'

interface Named {
  readonly name: string
  readonly unnamed?: true
}

/** The same under the name it is shown with: one nobody has named is called so in the reader's language. */
export function titled<Canvas extends Named>(canvas: Canvas): Canvas {
  return canvas.unnamed ? { ...canvas, name: i18next.t('untitled') } : canvas
}
