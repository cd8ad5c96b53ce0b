import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'
import { moveAssetsContract } from './move-assets.contract.ts'

moveAssetsContract(freshEmbeddedDatabase)
