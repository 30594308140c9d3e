// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
/** The log over the API. */
package io.privity.audit.rest;
