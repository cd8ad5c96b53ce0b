import { databaseContract } from '../database.contract.ts'
import { freshEmbeddedDatabase } from '../testing/fresh-database.ts'

databaseContract('the embedded database', freshEmbeddedDatabase)
