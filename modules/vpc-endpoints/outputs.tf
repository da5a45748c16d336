output "endpoint_ids" {
  description = "Ids of the endpoints by service, adopted ones included."
  value = merge(
    { for service, endpoint in aws_vpc_endpoint.interface : service => endpoint.id },
    { for endpoint in aws_vpc_endpoint.notebook : "notebook" => endpoint.id },
    { for endpoint in aws_vpc_endpoint.s3 : "s3" => endpoint.id },
    var.adopt,
  )
}
