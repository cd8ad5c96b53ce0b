import { applyDelta, composeDeltas, moveOffset, type TextDelta, transformDelta } from '@flowstate/engine'

/** What a field holds, and the selection in it; `start` and `end` are the same where there is but a caret. */
export interface TypedText {
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * The three layers of a text being typed: what the server has, what is on its way to it, and what was typed since (TX2). The
 * field holds all three, each made on top of the one before.
 */
export interface TextLayers {
  readonly server: string
  readonly sent: TextDelta
  readonly mine: TextDelta
  readonly field: TypedText
}

export function agreedText({ server, sent }: TextLayers): string {
  return applyDelta(server, sent)
}

function movedField({ text, start, end }: TypedText, delta: TextDelta): TypedText {
  return { text: applyDelta(text, delta), start: moveOffset(start, delta), end: moveOffset(end, delta) }
}

/** A change of what is below the own letters: they stay, and the caret stays beside them. */
export function withAgreed(layers: TextLayers, delta: TextDelta): TextLayers {
  const { mine, field } = layers
  const seen = transformDelta(delta, mine, { comesFirst: true })
  return { ...layers, mine: transformDelta(mine, delta), field: movedField(field, seen) }
}

/** Somebody else's delta, as the server has ordered it: before everything that is not ordered yet (TX1). */
export function withRemote(layers: TextLayers, delta: TextDelta): TextLayers {
  const { server, sent } = layers
  const over = transformDelta(delta, sent, { comesFirst: true })
  const below = { ...layers, server: applyDelta(server, delta), sent: transformDelta(sent, delta) }
  return withAgreed(below, over)
}

/** What was typed goes on its way. */
export function withSent(layers: TextLayers): TextLayers {
  return { ...layers, sent: composeDeltas(layers.sent, layers.mine), mine: [] }
}
