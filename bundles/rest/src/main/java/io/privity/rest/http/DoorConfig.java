// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the HTTPS listener and its bounds: PID {@code io.privity.rest}. */
@ObjectClassDefinition(name = "Privity REST", description = "The HTTPS listener and its bounds.")
public @interface DoorConfig {
  @AttributeDefinition(description = "The port to listen on; 0 takes any free one.")
  int port() default 8443;

  @AttributeDefinition(description = "The address to listen on.")
  String bind() default "127.0.0.1";

  @AttributeDefinition(description = "Threads that serve requests.")
  int threads() default 96;

  @AttributeDefinition(description = "Connections open at once; more are not accepted.")
  int connections() default 1024;

  @AttributeDefinition(description = "Bytes of a request's first line and headers together.")
  int header_bytes() default 8192;

  @AttributeDefinition(description = "Bytes of a body.")
  int body_bytes() default 1_048_576;

  @AttributeDefinition(description = "Bytes of the body of a bulk operation or import.")
  long bulk_bytes() default 67_108_864;

  @AttributeDefinition(description = "Bulk operations that run at once; more are answered 503.")
  int bulk_concurrent() default 8;

  @AttributeDefinition(
      description = "Seconds in which TLS is agreed, or the headers of a request are there.")
  int header_seconds() default 15;

  @AttributeDefinition(
      description = "Bytes a second that a body must come with, after its first seconds.")
  int body_rate() default 4096;

  @AttributeDefinition(description = "Seconds after which an idle connection is closed.")
  int idle_seconds() default 60;

  @AttributeDefinition(description = "Requests a second of one tenant; 0 for no limit.")
  int tenant_rate() default 2000;

  @AttributeDefinition(description = "Requests that one tenant may make at once.")
  int tenant_burst() default 4000;

  @AttributeDefinition(
      description = "Requests a second without a token from one address; 0 for no limit.")
  int address_rate() default 50;

  @AttributeDefinition(description = "Requests without a token that one address may make at once.")
  int address_burst() default 500;

  @AttributeDefinition(description = "Refused tokens a second from one address; 0 for no limit.")
  int failure_rate() default 5;

  @AttributeDefinition(description = "Refused tokens at once from one address.")
  int failure_burst() default 200;

  @AttributeDefinition(
      description = "Where to report a vulnerability (RFC 9116), a mailto: or https: URI.")
  String security_contact() default "";

  @AttributeDefinition(
      description =
          "The file with the bearer token for /metrics, mode 0600, 20 characters or more. Empty:"
              + " /metrics is not there.")
  String metrics_token_file() default "";
}
