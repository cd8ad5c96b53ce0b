import { freshPostgresDatabase } from '../storage/testing/fresh-database.ts'
import { assetStoreContract } from './asset-store.contract.ts'
import { openDatabaseStore } from './testing/database-store.ts'

assetStoreContract(async () => openDatabaseStore(await freshPostgresDatabase()))
