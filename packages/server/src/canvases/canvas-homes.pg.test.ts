import { freshPostgresDatabase } from '../storage/testing/fresh-database.ts'
import { canvasHomesContract } from './canvas-homes.contract.ts'

canvasHomesContract(freshPostgresDatabase)
