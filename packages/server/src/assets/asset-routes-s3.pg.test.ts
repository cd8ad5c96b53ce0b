import { freshPostgresDatabase } from '../storage/testing/fresh-database.ts'
import { assetRoutesContract } from './asset-routes.contract.ts'
import { startFakeS3 } from './testing/fake-s3.ts'

assetRoutesContract(freshPostgresDatabase, startFakeS3)
