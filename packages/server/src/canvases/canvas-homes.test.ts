import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'
import { canvasHomesContract } from './canvas-homes.contract.ts'

canvasHomesContract(freshEmbeddedDatabase)
