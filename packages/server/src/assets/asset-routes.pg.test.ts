import { freshPostgresDatabase } from '../storage/testing/fresh-database.ts'
import { assetRoutesContract } from './asset-routes.contract.ts'

assetRoutesContract(freshPostgresDatabase)
