import { freshPostgresDatabase } from '../storage/testing/fresh-database.ts'
import { laneReaderContract } from './lane-reader.contract.ts'

laneReaderContract(freshPostgresDatabase)
