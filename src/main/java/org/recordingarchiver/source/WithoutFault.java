package org.recordingarchiver.source;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Holds if the setting is absent or has no {@link Checked#fault()}, which is the message else. */
@Documented
@Constraint(validatedBy = WithoutFault.Validator.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface WithoutFault {

  String message() default "is at fault";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Asks the setting itself. */
  final class Validator implements ConstraintValidator<WithoutFault, Checked> {

    @Override
    public boolean isValid(@Nullable Checked setting, ConstraintValidatorContext context) {
      String fault = setting == null ? null : setting.fault();
      if (fault == null) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      context.buildConstraintViolationWithTemplate(literal(fault)).addConstraintViolation();
      return false;
    }

    /** The fault may quote what was found, which must not be read as a template. */
    private static String literal(String fault) {
      return fault.replaceAll("([\\\\{}$])", "\\\\$1");
    }
  }
}
