import { freshPostgresDatabase } from '../storage/testing/fresh-database.ts'
import { commentRoutesContract } from './comment-routes.contract.ts'

commentRoutesContract(freshPostgresDatabase)
