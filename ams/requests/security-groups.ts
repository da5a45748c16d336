import { CHANGE_TYPES } from "../change-types";
import { CannotAsk, needed, tagsOf, type RfcSource, type Json, type Rfc } from "../request";

/** "Submitting an RFC to create a security group for the endpoint", and one for the file system. */
export function createSecurityGroups(source: RfcSource): Rfc[] {
  const network = needed(source.environment.network, "network", source);
  const { vpc_id, client_cidrs, client_security_group_ids, file_system } = network;
  const ipv6 = client_cidrs.find((cidr) => cidr.includes(":"));
  if (ipv6 !== undefined) {
    throw new CannotAsk(
      `network.client_cidrs: found ${ipv6}; AMS's change type takes IPv4 only: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16`,
    );
  }
  if (client_cidrs.length + client_security_group_ids.length === 0) {
    throw new CannotAsk(
      "nobody could call the endpoints: give network.client_cidrs or network.client_security_group_ids, since AMS's groups cannot name a clients' group that does not exist yet",
    );
  }
  const from = {
    ...(client_cidrs.length > 0 && { AddressRanges: client_cidrs }),
    ...(client_security_group_ids.length > 0 && { SecurityGroupIds: client_security_group_ids }),
  };
  const group = (id: string, description: string, port: number, peers: Record<string, Json>, notes: string[]): Rfc => ({
    changeType: CHANGE_TYPES.createSecurityGroup,
    title: `Create the security group sagemaker-${source.name}-${id}`,
    parameters: {
      VpcId: vpc_id,
      SecurityGroupName: `sagemaker-${source.name}-${id}`,
      SecurityGroupDescription: description,
      TcpUdpIngressRules: [
        { Protocol: "TCP", FromPort: port, ToPort: port, ...peers, Description: "SageMaker clients" },
      ],
      ...tagsOf(source),
    },
    notes: [
      "Without a rule of its own AMS lets everything out of the group; nothing in it opens connections.",
      ...notes,
    ],
  });
  return [
    group("endpoints", "SageMaker VPC endpoints", 443, from, [
      "Its id goes into `ssps rfc vpc-endpoint --security-group sg-…`.",
    ]),
    ...(file_system && client_security_group_ids.length > 0
      ? [
          group(
            "files",
            "File system of the SageMaker clients",
            2049,
            { SecurityGroupIds: client_security_group_ids },
            ["The file system's change type takes no group: ask AMS to put this one on its mount targets."],
          ),
        ]
      : []),
  ];
}
