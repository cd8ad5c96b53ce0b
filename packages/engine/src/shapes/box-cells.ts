import { sizedCells } from '../cells/common-cells.ts'
import { labelCells } from '../cells/label-cells.ts'
import { areaCells, outlineCells } from '../cells/style-cells.ts'

/** Cells of the closed shapes that fill their box: outline, inside and a label in the middle. */
export const boxCells = { ...sizedCells, ...outlineCells, ...areaCells, ...labelCells } as const
