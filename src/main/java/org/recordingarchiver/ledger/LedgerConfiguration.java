package org.recordingarchiver.ledger;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

/**
 * Puts the ledger together. Nothing is looked for on the class path, and what has to do with
 * entities is made when it is first used: most commands need none, and a third of their start would
 * go into it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
@Import({
  ArchivedChunks.class,
  Batches.class,
  Cases.class,
  ChangedCalls.class,
  ChunkOutcomes.class,
  ChunkQueue.class,
  HeldWrites.class,
  HolderTime.class,
  Holders.class,
  KnownStores.class,
  PausedResources.class,
  PostgresInbox.class,
  Pruning.class,
  QuarantinedFiles.class,
  RecordingsToSeal.class,
  Reruns.class,
  Runs.class,
  SessionLimits.class,
  SourceDeletions.class
})
class LedgerConfiguration {

  /** Name of the transaction manager under which entities are read and written. */
  static final String ENTITIES = "entityTransactions";

  /** For all that speaks SQL. */
  @Bean
  @Primary
  JdbcTransactionManager transactionManager(
      DataSource database, SQLExceptionTranslator exceptions) {
    JdbcTransactionManager manager = new JdbcTransactionManager(database);
    manager.setExceptionTranslator(exceptions);
    return manager;
  }

  /** Spring Boot gives it to its JdbcTemplate. */
  @Bean
  static SQLExceptionTranslator postgresExceptions() {
    return new PostgresExceptions();
  }

  @Bean(ENTITIES)
  @Lazy
  JpaTransactionManager entityTransactions(EntityManagerFactory factory) {
    return new JpaTransactionManager(factory);
  }

  @Bean
  @Lazy
  EntityManager entities(EntityManagerFactory factory) {
    return SharedEntityManagerCreator.createSharedEntityManager(factory);
  }

  @Bean
  @Lazy
  Chunks chunks(EntityManager entities) {
    return new JpaRepositoryFactory(entities).getRepository(Chunks.class);
  }

  @Bean
  @Lazy
  Recordings recordings(EntityManager entities) {
    return new JpaRepositoryFactory(entities).getRepository(Recordings.class);
  }

  @Bean
  static PersistenceManagedTypes entityTypes() {
    return PersistenceManagedTypes.of(
        Chunk.class.getName(),
        Decision.class.getName(),
        Recording.class.getName(),
        SourceDeletion.class.getName());
  }

  /**
   * A closed application leaves nothing of its entities in Spring Data's static cache; Spring
   * Data's own configuration defines the same bean, whose class is not public.
   */
  @Bean
  static BeanDefinitionRegistryPostProcessor metamodelCleanup() {
    return registry ->
        registry.registerBeanDefinition(
            "jpaMetamodelCacheCleanup",
            BeanDefinitionBuilder.genericBeanDefinition(
                    "org.springframework.data.jpa.util.JpaMetamodelCacheCleanup")
                .getBeanDefinition());
  }

  /**
   * In place of Spring Boot's, whose factory bean Spring makes at every start, lazy or not, since
   * it might weave classes.
   */
  @Bean
  @Lazy
  EntityManagerFactory entityManagerFactory(
      EntityManagerFactoryBuilder builder, DataSource database, PersistenceManagedTypes types) {
    LocalContainerEntityManagerFactoryBean factory =
        builder.dataSource(database).managedTypes(types).build();
    factory.afterPropertiesSet();
    return Objects.requireNonNull(factory.getObject());
  }

  /** Needed by that one alone. */
  @Bean
  static BeanFactoryPostProcessor lazyEntityParts() {
    return beans ->
        List.of("jpaVendorAdapter", "entityManagerFactoryBuilder")
            .forEach(name -> beans.getBeanDefinition(name).setLazyInit(true));
  }
}
