import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'
import { assetRoutesContract } from './asset-routes.contract.ts'
import { makeAssetDirectory } from './testing/asset-directory.ts'

assetRoutesContract(freshEmbeddedDatabase, makeAssetDirectory)
