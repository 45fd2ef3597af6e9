/* SPDX-License-Identifier: MIT */
/* Answers in the words of registry protocols: EPP result codes, and objects of RDAP. */
#ifndef IDNCHECK_PROTOCOL_H
#define IDNCHECK_PROTOCOL_H

#include "common/session.h"

/* Of --format. */
enum protocol { PROTOCOL_NONE, PROTOCOL_EPP, PROTOCOL_RDAP };

/* Add code TAB text TAB input TAB reason.  RFC 5730, 3 */
void protocol_write_epp(struct worker *worker, bool is_ok);

/* Add a domain with its variants that are registered, or an error.  RFC 9083, 5.3 and 6 */
void protocol_write_rdap(struct worker *worker, bool is_ok);

#endif
