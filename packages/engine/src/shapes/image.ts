import { optional, required } from '../cells/cell.ts'
import { sizedCells } from '../cells/common-cells.ts'
import { cropFractions, mirror } from '../cells/list-grammars.ts'
import { sha256Hex, textGrammar } from '../cells/string-grammars.ts'
import { cornerCell } from '../cells/style-cells.ts'
import { limits } from '../limits.ts'
import { leafKind } from './shape-kind.ts'

/** The picture is a content-addressed asset; absent `crop` shows all of it. */
export const image = leafKind('image', {
  ...sizedCells,
  assetId: required(sha256Hex),
  crop: optional(cropFractions, [0, 0, 1, 1]),
  alt: optional(textGrammar(limits.altCharactersMax), ''),
  corner: cornerCell,
  flip: optional(mirror, [false, false]),
})
