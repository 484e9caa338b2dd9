import classes from './wallets.module.css'

/** What is done at the issuer before it can be said here. */
export const Steps = ({ steps }: { steps: readonly string[] }) => (
  <ol className={classes.steps}>
    {steps.map((step) => (
      <li key={step}>{step}</li>
    ))}
  </ol>
)
