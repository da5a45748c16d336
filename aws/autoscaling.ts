/**
 * An endpoint's variant or inference component, as it is called.
 * Source: CreateEndpoint, ProductionVariant and CreateInferenceComponent, Amazon SageMaker API Reference.
 */
export const SCALABLE_NAME = /^(?!-)[a-zA-Z0-9-]{1,63}(?<!-)$/;

/** The name of a schedule. AWS takes more of it (PutScheduledAction, as below); here it is the key of a resource, too. */
export const SCHEDULE_NAME = /^[a-zA-Z0-9-]{1,64}$/;

/** When a schedule acts. Source: PutScheduledAction, Application Auto Scaling API Reference. */
export const SCHEDULE = /^(?:cron|rate|at)\([\w,\-*/?#: ]{1,200}\)$/;

/** The time zone of a schedule, by its IANA name. Source: PutScheduledAction, as above. */
export const TIMEZONE = /^[A-Za-z0-9_+/-]{1,64}$/;
