import { freshPostgresDatabase } from '../storage/testing/fresh-database.ts'
import { mergeGuestContract } from './merge-guest.contract.ts'

mergeGuestContract(freshPostgresDatabase)
