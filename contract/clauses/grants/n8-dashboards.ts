import { allow, clause, deny } from "../../clause";

const DASHBOARD = "arn:aws:cloudwatch::111122223333:dashboard/";

export const dashboards = clause({
  id: "N8",
  title: "Dashboards",
  quote: "Create/Delete dashboards when the following prefixes are used: customer_*.",
  interpretation: "A dashboard's ARN has no region. Reading and listing dashboards are reads (D1).",
  statements: [
    {
      sid: "N8Dashboards",
      documents: ["adminNames"],
      actions: ["cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard"],
      resources: ["arn:{partition}:cloudwatch::{account}:dashboard/customer_*"],
    },
  ],
  cases: [
    allow("cloudwatch:PutDashboard", `${DASHBOARD}customer_churn`),
    allow("cloudwatch:DeleteDashboards", `${DASHBOARD}customer_churn`),
    deny("cloudwatch:PutDashboard", `${DASHBOARD}operations`),
    deny("cloudwatch:DeleteDashboards", `${DASHBOARD}customer-churn`),
    deny("cloudwatch:DeleteDashboards", `${DASHBOARD}Customer_churn`),
    deny("cloudwatch:PutDashboard", "arn:aws:cloudwatch::444455556666:dashboard/customer_churn"),
    deny("cloudwatch:DeleteDashboards", `${DASHBOARD}operations_customer_`),
    deny("cloudwatch:PutDashboard", `${DASHBOARD}customer_churn`, { as: "execution" }),
  ],
});
