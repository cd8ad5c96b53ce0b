/** Where the links of a canvas are kept among the queries. */
export const sharesKey = (canvasId: string) => ['shares', canvasId] as const
