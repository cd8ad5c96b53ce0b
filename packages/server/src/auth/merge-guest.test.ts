import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'
import { mergeGuestContract } from './merge-guest.contract.ts'

mergeGuestContract(freshEmbeddedDatabase)
