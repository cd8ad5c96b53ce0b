export * from './arbitraries.ts'
export * from './random-cells.ts'
export * from './random-changes.ts'
