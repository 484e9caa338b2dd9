/** Where the issuers of wallets are reached. */
export type WalletAddresses = { apnsUrl: string; googleUrl: string; googleTokenUrl: string }

export const usualAddresses: WalletAddresses = {
  apnsUrl: 'https://api.push.apple.com',
  googleUrl: 'https://walletobjects.googleapis.com',
  googleTokenUrl: 'https://oauth2.googleapis.com/token',
}
