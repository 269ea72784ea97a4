/// S3 by the AWS SDK behind the object-store port.
@NullMarked
package io.tazpod.s3;

import org.jspecify.annotations.NullMarked;
