import type { english } from './english.ts'
import type { lateEnglish } from './late-english.ts'

/** What a language has to say; a plural of i18next is a key of its own. */
export type Words = Readonly<Record<keyof typeof english | keyof typeof lateEnglish, string>>
